package dev.newsreel.job;

/** As many jobs as a quota allows were accepted already; nothing was changed. */
public final class QuotaFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QuotaFull(Quota quota) {
    super(quota.name() + " has reached " + quota.most());
  }
}
