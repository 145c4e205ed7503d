# Newsreel in a container of its own Java, without a shell's worth of tools it does not need.
#   docker build -t newsreel .
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -q package -DskipTests
RUN jlink --add-modules "$(paste -sd, ops/java-modules)" --include-locales=en --strip-debug --no-man-pages \
    --no-header-files --compress=zip-6 --output /java

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --home-dir /newsreel --shell /usr/sbin/nologin newsreel \
    && install -d -o newsreel -g newsreel /newsreel/data /newsreel/videos
COPY --from=build /java /java
COPY --from=build /src/target/newsreel.jar /newsreel/target/newsreel.jar
COPY --from=build /src/target/lib /newsreel/target/lib
COPY application.properties /newsreel/
COPY routes /newsreel/routes
COPY ops/start /newsreel/ops/start
WORKDIR /newsreel
# Starts cost half the processor time with it. Java takes it only with the very files it was made of, so it is made here.
RUN JAVA=/java/bin/java ops/start archive newsreel.aot
USER 10001:10001
# Only data, videos and /tmp are written to: run it with --read-only --tmpfs /tmp.
VOLUME ["/newsreel/data", "/newsreel/videos"]
ENV HOST=0.0.0.0 MANAGEMENT_HOST=0.0.0.0 LOG_FORMAT=json
EXPOSE 8080 9090
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9090 && printf 'GET /observe/health/live HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
ENTRYPOINT ["/java/bin/java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "--sun-misc-unsafe-memory-access=allow", "-XX:AOTCache=newsreel.aot", "-jar", "target/newsreel.jar"]
