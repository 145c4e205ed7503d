package dev.newsreel.door;

import dev.newsreel.job.JobStore;
import dev.newsreel.job.VideoJob;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** Where a finished video can be watched. */
final class FilmRoutes extends DoorBuilder {

  private final JobStore jobs;
  private final FilmTickets tickets;

  FilmRoutes(JobStore jobs, FilmTickets tickets) {
    this.jobs = jobs;
    this.tickets = tickets;
  }

  @Override
  public void configure() {
    door(API + "/videos/{id}/film", "GET", "get-film", "Tells where a kept film can be watched")
        .process(this::link);
  }

  private void link(Exchange exchange) {
    String id = exchange.getMessage().getHeader("id", String.class);
    VideoJob job = jobs.find(id).orElseThrow(BadRequest::noVideo);
    if (job.result() == null || job.result().file() == null) {
      throw new BadRequest(Problem.of(404, "film_not_kept", "No film of this video is kept here"));
    }
    FilmTickets.Ticket ticket = tickets.of(job.result().file());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("url", Films.FOLDER + ticket.name());
    body.put("expires_at", ticket.expiresAt());
    body.put("bytes", job.result().bytes());
    ApiRoutes.answer(exchange, 200, body);
  }
}
