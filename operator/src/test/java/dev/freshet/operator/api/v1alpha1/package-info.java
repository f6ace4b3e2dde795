/** The records, the schemas and what the API server makes of both. */
@NullMarked
package dev.freshet.operator.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
