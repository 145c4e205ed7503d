/** What {@code routes/} must be like, and how an edited one is taken up while we run. */
package dev.newsreel.routes;
