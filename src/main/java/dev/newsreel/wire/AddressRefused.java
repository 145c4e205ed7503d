package dev.newsreel.wire;

/**
 * The address itself is not allowed by the {@link AddressRules}; nothing was resolved or connected.
 *
 * <p>Every refusal has the same message and code. Why is in {@link #detail()}, which is for logs.
 */
public final class AddressRefused extends NotSent {

  private static final long serialVersionUID = 1L;

  private final String detail;

  AddressRefused(String detail) {
    super(Reason.ADDRESS, AddressRules.MESSAGE, new IllegalArgumentException(detail));
    this.detail = detail;
  }

  /** The code for problem reports: always {@code address_refused}. */
  public String code() {
    return "address_refused";
  }

  /** The rule that refused it, as a sentence; for logs, not for whoever named the address. */
  public String detail() {
    return detail;
  }
}
