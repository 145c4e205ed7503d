package dev.newsreel.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests hold together, and have no field that Kubernetes does not know. */
class KubernetesFilesTest {

  private static final Path FOLDER = Path.of("ops/kubernetes");
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "v1 Namespace", Namespace.class,
          "v1 Service", Service.class,
          "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
          "apps/v1 Deployment", Deployment.class,
          "batch/v1 Job", Job.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
          "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);

  private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
  private final ObjectMapper strict = new ObjectMapper();

  KubernetesFilesTest() {
    strict.setAnnotationIntrospector(
        new JacksonAnnotationIntrospector() {
          private static final long serialVersionUID = 1L;

          // The models take any field; a misspelt one must not pass.
          @Override
          public Boolean hasAnySetter(Annotated annotated) {
            return false;
          }
        });
  }

  private List<JsonNode> manifests() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> !f.endsWith("kustomization.yaml")).toList()) {
        try (var values = yaml.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
          all.addAll(values.readAll());
        }
      }
    }
    return all;
  }

  private JsonNode one(String kind) throws IOException {
    return manifests().stream().filter(m -> m.path("kind").asText().equals(kind)).findFirst().get();
  }

  @Test
  void everyFieldIsOneOfKubernetes() throws IOException {
    for (JsonNode manifest : manifests()) {
      String kind = manifest.path("apiVersion").asText() + " " + manifest.path("kind").asText();
      assertThat(KINDS).containsKey(kind);
      assertThat(strict.treeToValue(manifest, KINDS.get(kind))).isNotNull();
    }
  }

  @Test
  void aMisspeltFieldIsFound() {
    JsonNode manifest =
        strict.createObjectNode().set("spec", strict.createObjectNode().put("replica", 2));

    assertThatThrownBy(() -> strict.treeToValue(manifest, Deployment.class))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  @Test
  void whatSelectsPodsSelectsTheNodesAndNotTheJob() throws IOException {
    JsonNode pod = one("Deployment").at("/spec/template/metadata/labels");
    JsonNode job = one("Job").at("/spec/template/metadata/labels");

    assertThat(one("Deployment").at("/spec/selector/matchLabels")).isEqualTo(pod);
    assertThat(one("PodDisruptionBudget").at("/spec/selector/matchLabels")).isEqualTo(pod);
    assertThat(one("Service").at("/spec/selector")).isEqualTo(pod).isNotEqualTo(job);
    assertThat(one("HorizontalPodAutoscaler").at("/spec/scaleTargetRef/name"))
        .isEqualTo(one("Deployment").at("/metadata/name"));
  }

  @Test
  void portsAndVolumesExist() throws IOException {
    JsonNode container = one("Deployment").at("/spec/template/spec/containers/0");
    List<String> ports = container.path("ports").findValuesAsText("name");

    assertThat(ports).contains(one("Service").at("/spec/ports/0/targetPort").asText());
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(ports).contains(container.path(probe).at("/httpGet/port").asText());
    }
    assertThat(container.path("volumeMounts").findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(
            one("Deployment").at("/spec/template/spec/volumes").findValuesAsText("name"));
    assertThat(one("PersistentVolumeClaim").at("/metadata/name"))
        .isEqualTo(one("Deployment").findValue("claimName"));
  }

  @Test
  void kustomizeTakesAllButTheJob() throws IOException {
    List<String> listed = new ArrayList<>();
    JsonNode resources =
        yaml.readTree(FOLDER.resolve("kustomization.yaml").toFile()).path("resources");
    resources.forEach(name -> listed.add(name.asText()));

    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(listed.stream(), Stream.of("kustomization.yaml", "first-key.yaml"))
                  .toList());
    }
  }
}
