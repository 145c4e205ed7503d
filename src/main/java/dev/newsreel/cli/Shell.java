package dev.newsreel.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command was typed.
 *
 * @param terminal what people see
 * @param in what is piped in or typed
 * @param environment the environment variables
 * @param directory the working directory
 */
public record Shell(
    Terminal terminal, InputStream in, Map<String, String> environment, Path directory) {}
