package dev.newsreel.door;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;

/**
 * Makes JSON of numbers that can be written out: 1e999999999 would take all memory for its digits.
 * What is beyond a double becomes the largest one, which is out of every range.
 */
final class FiniteNumbers extends JsonNodeFactory {
  private static final long serialVersionUID = 1L;

  @Override
  public NumericNode numberNode(double value) {
    return super.numberNode(
        Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value);
  }
}
