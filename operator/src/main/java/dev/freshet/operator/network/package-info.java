/** Which addresses the operator connects to at all, whoever names them. */
@NullMarked
package dev.freshet.operator.network;

import org.jspecify.annotations.NullMarked;
