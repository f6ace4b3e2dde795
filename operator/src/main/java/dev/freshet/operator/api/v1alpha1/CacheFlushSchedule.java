package dev.freshet.operator.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** Creates a {@link CacheFlush} at each time of a cron schedule. */
@Group("freshet.dev")
@Version("v1alpha1")
@Kind("CacheFlushSchedule")
@Singular("cacheflushschedule")
@Plural("cacheflushschedules")
@ShortNames("cfs")
public final class CacheFlushSchedule
    extends CustomResource<CacheFlushScheduleSpec, CacheFlushScheduleStatus> implements Namespaced {
  @Override
  protected @Nullable CacheFlushScheduleSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable CacheFlushScheduleStatus initStatus() {
    return null;
  }
}
