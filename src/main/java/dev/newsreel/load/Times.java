package dev.newsreel.load;

import java.util.Arrays;
import java.util.Collection;

/** How long calls took, sorted, in ns; a failed one took for ever. */
@SuppressWarnings("ArrayRecordComponent")
record Times(long[] nanos) {

  /** How long a call took that has failed. */
  static final long FAILED = Long.MAX_VALUE;

  private static final double NANOS_PER_MILLI = 1_000_000;

  static Times of(Collection<Long> nanos) {
    return new Times(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  int count() {
    return nanos.length;
  }

  int failed() {
    return (int) Arrays.stream(nanos).filter(n -> n == FAILED).count();
  }

  int taken() {
    return count() - failed();
  }

  /** Returns the time within which this share of the calls was answered, in ms; null for never. */
  Double at(double share) {
    if (nanos.length == 0) {
      return null;
    }
    long time = nanos[Math.max(0, (int) Math.ceil(share * nanos.length) - 1)];
    return time == FAILED ? null : time / NANOS_PER_MILLI;
  }
}
