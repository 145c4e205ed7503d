package dev.newsreel.e2e;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook as HeyGen would send it.
 *
 * @param body the raw body
 * @param signature null leaves the header out
 * @param timestamp null leaves the header out
 */
public record SignedWebhook(String body, String signature, String timestamp) {

  /** Returns one that is signed rightly and now. */
  public static SignedWebhook of(String body, String secret) {
    String now = Long.toString(Instant.now().getEpochSecond());
    return new SignedWebhook(body, sign(body, secret), now);
  }

  /** Returns the body of the news that a video has ended well. */
  public static String success(String jobId, String videoId) {
    return """
    {"event_id":"evt_%2$s","event_type":"avatar_video.success",\
    "event_data":{"video_id":"%2$s","url":"http://127.0.0.1:9/never-read.mp4","callback_id":"%1$s"}}"""
        .formatted(jobId, videoId);
  }

  SignedWebhook withBody(String other) {
    return new SignedWebhook(other, signature, timestamp);
  }

  SignedWebhook withSignature(String other) {
    return new SignedWebhook(body, other, timestamp);
  }

  SignedWebhook withTimestamp(String other) {
    return new SignedWebhook(body, signature, other);
  }

  SignedWebhook secondsAway(long seconds) {
    return withTimestamp(Long.toString(Instant.now().getEpochSecond() + seconds));
  }

  private String[] headers() {
    return new String[] {
      "Content-Type",
      "application/json",
      "Heygen-Event-Id",
      "evt_header_is_not_signed",
      signature == null ? "X-None" : "Heygen-Signature",
      signature == null ? "" : signature,
      timestamp == null ? "X-Never" : "Heygen-Timestamp",
      timestamp == null ? "" : timestamp
    };
  }

  /** Sends it; returns the status. */
  int sendTo(URI door) {
    return Web.call("POST", door, body.getBytes(StandardCharsets.UTF_8), headers()).status();
  }

  /** Returns the call that brings it. */
  public HttpRequest request(URI door) {
    return HttpRequest.newBuilder(door)
        .headers(headers())
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  static String sign(String body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
