package dev.newsreel.door;

/** The caller has asked for something that cannot be done; carries the answer. */
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  BadRequest(Problem problem) {
    super(problem.title());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
