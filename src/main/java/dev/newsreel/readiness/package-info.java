/** Whether Newsreel could do its work here: looks that change nothing and cost nothing. */
package dev.newsreel.readiness;
