package dev.newsreel.archfixture.sandbox;

/** A simulated provider. */
public final class FakeVideo {}
