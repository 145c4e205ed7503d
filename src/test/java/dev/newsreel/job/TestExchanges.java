package dev.newsreel.job;

import dev.newsreel.redis.Partition;
import dev.newsreel.redis.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Exchanges as queues and camel-http make them. */
public final class TestExchanges {

  private static final CamelContext CONTEXT = new DefaultCamelContext();

  private TestExchanges() {}

  /** Returns a queue's message about a job, which says nothing else. */
  public static Exchange message(String id) {
    return message(id, id);
  }

  /** Returns a queue's message about a job. */
  public static Exchange message(String id, String body) {
    Exchange exchange = new DefaultExchange(CONTEXT);
    exchange.getMessage().setHeader("messageKey", id);
    exchange.getMessage().setBody(body);
    return exchange;
  }

  /** Returns a message of a job that was taken up. */
  public static Exchange taken(VideoJob job) {
    Exchange exchange = message(job.id());
    exchange.setProperty(JobSteps.JOB, job);
    return exchange;
  }

  /** Gives a message the receipt of an entry that is in no queue any more. */
  public static Receipt receipt(Exchange exchange) {
    return receipt(exchange, "test");
  }

  /** Gives a message such a receipt of the queue that it is said to come from. */
  public static Receipt receipt(Exchange exchange, String queue) {
    Receipt receipt = new Receipt(new Partition(0).queue(queue), "1-1", "test");
    exchange.setProperty(Receipt.PROPERTY, receipt);
    return receipt;
  }

  /** Puts a server's answer into the exchange, as camel-http does. */
  public static Exchange answered(Exchange exchange, int status, String body) {
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
    return exchange;
  }

  /** Returns a server's answer; the headers are names and values in turn. */
  public static Answer answer(int status, String body, String... headers) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return new Answer(status, Json.tree(body.getBytes(StandardCharsets.UTF_8)), map);
  }
}
