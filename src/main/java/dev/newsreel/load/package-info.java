/** The load test: it starts everything on loopback, asks for videos, measures, and compares. */
package dev.newsreel.load;
