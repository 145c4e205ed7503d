package dev.newsreel.door;

import dev.newsreel.money.SpendReport;
import java.time.LocalDate;
import org.apache.camel.Exchange;

/** What was spent, set aside and saved. */
final class SpendRoutes extends DoorBuilder {

  private static final int MOST_DAYS = 400;

  private final SpendReport report;

  SpendRoutes(SpendReport report) {
    this.report = report;
  }

  @Override
  public void configure() {
    door(API + "/spend", "GET", "get-spend", "Shows what was spent").process(this::show);
  }

  private void show(Exchange exchange) {
    Query query = new Query(exchange);
    LocalDate today = report.today();
    LocalDate from = day(query, "from", today.withDayOfMonth(1));
    LocalDate to = day(query, "to", today);
    if (to.isBefore(from)) {
      query.bad("to", "must not be before from");
    } else if (from.plusDays(MOST_DAYS).isBefore(to)) {
      query.bad("from", "must be at most " + MOST_DAYS + " days before to");
    }
    query.check();
    ApiRoutes.answer(exchange, 200, report.of(from, to));
  }

  private static LocalDate day(Query query, String name, LocalDate without) {
    String text = query.text(name);
    return text == null ? without : LocalDate.parse(text);
  }
}
