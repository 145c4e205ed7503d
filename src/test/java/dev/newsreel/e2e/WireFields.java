package dev.newsreel.e2e;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields of one protobuf message, by number (protobuf.dev/programming-guides/encoding). */
record WireFields(Map<Integer, List<Object>> byNumber) {

  static WireFields read(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, List<Object>> fields = new TreeMap<>();
    while (in.hasRemaining()) {
      long tag = varint(in);
      fields.computeIfAbsent((int) (tag >>> 3), n -> new ArrayList<>()).add(value(in, tag & 7));
    }
    return new WireFields(fields);
  }

  private static Object value(ByteBuffer in, long type) {
    if (type == 0) {
      return varint(in);
    }
    if (type == 1) {
      return in.getLong();
    }
    byte[] bytes = new byte[type == 5 ? 4 : (int) varint(in)];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  List<WireFields> messages(int number) {
    return values(number).stream().map(v -> read((byte[]) v)).toList();
  }

  private List<Object> values(int number) {
    return byNumber.getOrDefault(number, List.of());
  }

  String text(int number) {
    return values(number).isEmpty()
        ? ""
        : new String((byte[]) values(number).get(0), StandardCharsets.UTF_8);
  }

  String hex(int number) {
    return values(number).isEmpty() ? "" : HexFormat.of().formatHex((byte[]) values(number).get(0));
  }

  long number(int number) {
    return values(number).isEmpty() ? 0 : (Long) values(number).get(0);
  }
}
