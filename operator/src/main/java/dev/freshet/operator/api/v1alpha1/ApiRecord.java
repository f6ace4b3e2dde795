package dev.freshet.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that is read from the API server: fields that it does not know are skipped,
 * because an operator may be older than the CRDs beside it; fields without a value are not written.
 */
@JacksonAnnotationsInside
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ApiRecord {}
