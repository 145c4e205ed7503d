package dev.newsreel.wire;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one request once over a connection and marks the call as sending before the first byte can
 * leave.
 */
final class Sender extends HttpRequestExecutor {

  private static final Timeout GLANCE = Timeout.ofMilliseconds(1);

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback information,
      HttpContext context)
      throws IOException, HttpException {
    var call = Call.of(context);
    var traffic = connection.getEndpointDetails();
    var sentBefore = sent(traffic);
    call.reach(Call.Step.BODY);
    if (traffic != null && traffic.getRequestCount() > 0 && connection.isDataAvailable(GLANCE)) {
      // bytes nobody asked for would be taken for the answer to this request
      throw new IOException("The kept connection holds bytes that belong to no request.");
    }
    call.reach(Call.Step.SENDING);
    try {
      return super.execute(request, connection, information, context);
    } catch (Outgoing.SourceFailed e) {
      if (sent(traffic) == sentBefore) {
        call.reach(Call.Step.BODY);
      }
      throw e;
    }
  }

  private static long sent(EndpointDetails traffic) {
    return traffic == null ? -1 : traffic.getSentBytesCount();
  }
}
