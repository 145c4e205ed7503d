package dev.newsreel.door;

import dev.newsreel.job.Batches;
import dev.newsreel.job.Status;
import dev.newsreel.job.VideoJob;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A batch as the API shows it: those of its videos that are still kept. */
record BatchView(
    String batchId, Instant createdAt, Map<Status, Integer> counts, List<PostedBatch.Told> videos) {

  static BatchView of(String id, Batches.Batch batch, Collection<VideoJob> jobs) {
    Map<String, Status> kept = new HashMap<>();
    Map<Status, Integer> counts = new TreeMap<>();
    for (VideoJob job : jobs) {
      kept.put(job.id(), job.status());
      counts.merge(job.status(), 1, Integer::sum);
    }
    List<PostedBatch.Told> videos =
        batch.videos().stream()
            .filter(item -> kept.containsKey(item.id()))
            .map(i -> new PostedBatch.Told(i.index(), i.id(), kept.get(i.id()), null, null))
            .toList();
    return new BatchView(id, batch.createdAt(), counts, videos);
  }
}
