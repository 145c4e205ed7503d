/** The command line: what people type, what they are told, and calls to a running node. */
package dev.newsreel.cli;
