/**
 * HTTP calls that leave the application: what may be called, how long it may take, and what really
 * happened.
 *
 * <p>One {@link dev.newsreel.wire.Wire} is made for each kind of call and bound in the registry:
 *
 * <pre>{@code
 * bind("heygenWire", new Wire("heygen", WireLimits.within(Duration.ofSeconds(30), 1_000_000)));
 * bind("feedWire", new Wire("feed", WireLimits.within(Duration.ofSeconds(20), 10_000_000), rules));
 * bind("relayWire", new Wire("relay", WireLimits.streaming(Duration.ofSeconds(60), 4L << 30), rules));
 * }</pre>
 *
 * <p>A route names it; these parameters belong to every call, the wire sets the rest itself:
 *
 * <pre>{@code
 * - to:
 *     uri: "{{heygen.base-url}}/v3/videos"
 *     parameters:
 *       httpClientConfigurer: "#heygenWire"
 *       throwExceptionOnFailure: false           # any status is an answer, not a failure
 *       headerFilterStrategy: "#heygenHeaders"   # new SentHeaders(List.of("x-api-key"))
 * }</pre>
 *
 * <ul>
 *   <li>{@code skipRequestHeaders: true} in place of the header filter sends no header of the
 *       message at all (Content-Type still goes with the body).
 *   <li>{@code disableStreamCache: true} hands a body on as it arrives (downloads, relays); the
 *       route itself then needs {@code streamCache: "false"} as well, or Camel reads the whole body
 *       before the next step. Otherwise the body is read before the route goes on, and the failure
 *       is the endpoint's.
 *   <li>An address from outside goes into the header {@code CamelHttpUri} (one endpoint for all of
 *       them, better than {@code toD}, which makes one for each), after {@link
 *       dev.newsreel.wire.AddressRules#check(String)}. Remove the header after the call, or the
 *       next call goes there too.
 *   <li>Timeouts, pool sizes, retries, redirects, cookies, proxy and TLS parameters of camel-http
 *       have no effect. {@code automaticRetriesDisabled} and the like are component options: on an
 *       endpoint they become part of the query.
 * </ul>
 *
 * <p>Every failure is one of {@link dev.newsreel.wire.NotSent} (repeat freely), {@link
 * dev.newsreel.wire.OutcomeUnknown} (may have been carried out) and {@link
 * dev.newsreel.wire.BodyTooLarge}.
 */
package dev.newsreel.wire;
