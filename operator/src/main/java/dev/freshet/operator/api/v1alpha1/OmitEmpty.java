package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a list or map that is not written while it is empty: absent reads as empty, so nothing is
 * lost, and a status does not carry a row of empty lists.
 *
 * <p>Not for text: an empty one and an absent one are different values, and a status that reads
 * back otherwise than it was written would be written again for ever.
 */
@JacksonAnnotationsInside
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface OmitEmpty {}
