/** The audit trail: who did what, when and from where, and what was changed. */
package dev.newsreel.trail;
