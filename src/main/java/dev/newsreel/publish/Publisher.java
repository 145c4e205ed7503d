package dev.newsreel.publish;

import dev.newsreel.job.Answer;
import dev.newsreel.job.CallFailed;
import dev.newsreel.job.CallFailed.Details;
import dev.newsreel.job.CallFailed.Outcome;
import dev.newsreel.job.CallFailed.Remedy;
import dev.newsreel.job.Captions;
import dev.newsreel.job.Change;
import dev.newsreel.job.Event;
import dev.newsreel.job.JobSteps;
import dev.newsreel.job.JobStore;
import dev.newsreel.job.Json;
import dev.newsreel.job.Request;
import dev.newsreel.job.Result;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import dev.newsreel.redis.Receipt;
import dev.newsreel.settings.Settings;
import dev.newsreel.wire.AddressRefused;
import dev.newsreel.wire.AddressRules;
import dev.newsreel.wire.Redirects;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** Keeps a copy of the finished video, with what it is beside it. */
public final class Publisher {

  private static final String HOP = "hop";

  private final JobStore jobs;
  private final Settings settings;
  private final AddressRules rules;
  private final Redirects redirects;

  /** Makes the publisher; calls themselves are made by the routes. */
  public Publisher(JobStore jobs, Settings settings, AddressRules rules) {
    this.jobs = jobs;
    this.settings = settings;
    this.rules = rules;
    this.redirects = new Redirects(rules);
  }

  /** Returns the job; null, with the route told to stop, when it has moved on. */
  public VideoJob take(Exchange exchange) {
    return JobSteps.take(jobs, exchange, j -> j.status() == Status.PUBLISHING).orElse(null);
  }

  /** Returns whether copies of finished videos are kept. */
  public boolean keeps() {
    return !settings.text("publish.to").equals("none");
  }

  /** Prepares the question for a fresh link, because the one we had did not work. */
  public void askForLink(VideoJob job, Exchange exchange) {
    Request.headers(exchange, Map.of("x-api-key", settings.text("submagic.api-key")));
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
    exchange.getMessage().setHeader(Exchange.HTTP_PATH, job.submagic().projectId());
  }

  /** Returns the job with the link that the provider gives now; the old one if it gives none. */
  public VideoJob readLink(Exchange exchange) {
    Answer answer = Answer.of(exchange);
    VideoJob job = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    String direct = answer.text("/directUrl");
    String link = direct != null ? direct : answer.text("/downloadUrl");
    Captions c = job.submagic();
    return link == null
        ? job
        : job.with(
            d ->
                d.submagic =
                    new Captions(
                        c.orders(),
                        c.projectId(),
                        c.orderedAt(),
                        c.exportedAt(),
                        URI.create(link),
                        c.seconds(),
                        c.costUsd()));
  }

  /**
   * Prepares the download, from where an earlier attempt has stopped.
   *
   * @throws AddressRefused when the link points where nothing may be read from
   */
  public void request(VideoJob job, Exchange exchange) throws AddressRefused {
    exchange.setProperty("published", job);
    exchange.setProperty(HOP, 0);
    call(exchange, rules.check(job.submagic().url().toString()));
  }

  private void call(Exchange exchange, URI address) {
    long have = download(exchange).have();
    Request.headers(exchange, have > 0 ? Map.of("Range", "bytes=" + have + "-") : Map.of());
    exchange.getMessage().setHeader(Exchange.HTTP_URI, address.toString());
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
    exchange.getMessage().setBody(null);
  }

  private Download download(Exchange exchange) {
    VideoJob job = exchange.getProperty("published", VideoJob.class);
    return new Download(Path.of(settings.text("publish.to"), FileNames.of(job) + ".mp4"));
  }

  /**
   * Writes what has come, or follows a redirect.
   *
   * @throws CallFailed when the server refused it
   * @throws IOException when the connection broke; what has come is kept for the next attempt
   */
  public void receive(Exchange exchange) throws IOException {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    String location = exchange.getMessage().getHeader("Location", String.class);
    try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
      if (status >= 300 && status < 400 && location != null) {
        int hop = exchange.getProperty(HOP, Integer.class) + 1;
        URI from = URI.create(exchange.getMessage().getHeader(Exchange.HTTP_URI, String.class));
        exchange.setProperty(HOP, hop);
        call(exchange, redirects.next(from, location, hop));
        return;
      }
      if (status == 416) {
        download(exchange).restart();
      }
      if (status != 200 && status != 206) {
        throw refused(status);
      }
      download(exchange).write(body, status == 206);
    }
    exchange.getMessage().removeHeader(Exchange.HTTP_URI);
  }

  private static CallFailed refused(int status) {
    return new CallFailed(
        Outcome.ANSWERED,
        Remedy.RETRY,
        "The finished file was answered with " + status,
        new Details(
            "submagic",
            "file_refused",
            null,
            null,
            null,
            "Retry asks for a fresh link; it buys nothing"));
  }

  /** Saves that the job is done, with its file or, where none is kept, with the provider's link. */
  public VideoJob finish(Exchange exchange) throws IOException {
    VideoJob before = exchange.getProperty(JobSteps.JOB, VideoJob.class);
    VideoJob job = exchange.getProperty("published", before, VideoJob.class);
    Result result =
        keeps()
            ? kept(exchange, job)
            : new Result(job.submagic().url(), null, null, null, job.submagic().seconds());
    exchange.setProperty("file", result.file() == null ? result.url() : result.file());
    VideoJob done = job.with(d -> d.result = result).advance(Status.DONE);
    Receipt receipt = Receipt.of(exchange);
    return jobs.save(new Change(before, done, Event.of("published"), receipt));
  }

  private Result kept(Exchange exchange, VideoJob job) throws IOException {
    Download download = download(exchange);
    String sum = download.complete();
    String name = FileNames.of(job);
    Result result =
        new Result(
            job.submagic().url(),
            name + ".mp4",
            Files.size(download.target()),
            sum,
            job.submagic().seconds());
    Path side = Path.of(settings.text("publish.to"), name + ".json");
    Files.writeString(
        side, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(side(job, result)));
    return result;
  }

  private static Map<String, Object> side(VideoJob job, Result result) {
    Map<String, Object> side = new LinkedHashMap<>();
    side.put("id", job.id());
    side.put("created_at", job.createdAt());
    side.put("article", job.article());
    side.put("script", job.script());
    side.put("heygen_video_id", job.heygen().videoId());
    side.put("submagic_project_id", job.submagic().projectId());
    side.put("result", result);
    side.put("cost_usd", job.costUsd());
    return side;
  }
}
