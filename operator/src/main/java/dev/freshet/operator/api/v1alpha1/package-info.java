/**
 * What users write and what they read back: the five kinds as records, read exactly as the schemas
 * in {@code crds/} describe them.
 *
 * <p>Whoever reads these records never meets a default that was left out: an absent list is an
 * empty one, an absent field with a default has it, also where no API server filled it in. What is
 * {@code @Nullable} is optional and means something by being absent. A field or a word of a newer
 * version does not stop an older operator from reading the object: fields are skipped, words become
 * {@code UNKNOWN}.
 *
 * <p>Empty lists and maps are not written. As an absent list reads as an empty one, what was
 * written and what is read back are equal, so a status can be compared by value, and an object that
 * was read can be written back.
 */
@NullMarked
package dev.freshet.operator.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
