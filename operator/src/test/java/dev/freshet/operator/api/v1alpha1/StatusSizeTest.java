package dev.freshet.operator.api.v1alpha1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However many pods, tenants and schedules there are, a status stays small. */
class StatusSizeTest {
  private static final KubernetesSerialization CLIENT = new KubernetesSerialization();
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Crd> crds() {
    return Crd.all().toList();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void theLargestStatusHasLessThan16KiB(Crd crd) throws JsonProcessingException {
    // Given
    var full = FullStatus.of(crd);
    CustomResource<?, ?> resource = CLIENT.unmarshal("{\"status\": " + full + "}", crd.type());

    // When
    var written = CLIENT.asJson(resource.getStatus());

    // Then
    assertThat(JSON.readTree(written)).as("nothing is lost in the record").isEqualTo(full);
    assertThat(written.getBytes(UTF_8)).hasSizeLessThan(16 * 1024);
  }
}
