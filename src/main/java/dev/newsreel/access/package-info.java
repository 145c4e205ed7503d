/** Who may call: API keys and how often they may be used. */
package dev.newsreel.access;
