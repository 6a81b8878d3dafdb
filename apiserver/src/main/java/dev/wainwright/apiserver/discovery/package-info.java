/** What is served, told to clients in the forms that kubectl of all ages asks for. */
@NullMarked
package dev.wainwright.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
