package dev.newsreel.archfixture.stray;

/** A package that has no layer. */
public final class Stray {}
