package dev.newsreel.door;

/** The caller has asked for something that cannot be done; carries the answer. */
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  BadRequest(Problem problem) {
    super(problem.title());
    this.problem = problem;
  }

  /** Returns what one is told who names a video that is not there. */
  static BadRequest noVideo() {
    return new BadRequest(Problem.of(404, "video_not_found", "There is no such video"));
  }

  Problem problem() {
    return problem;
  }
}
