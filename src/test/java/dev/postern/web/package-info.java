@NullMarked
package dev.postern.web;

import org.jspecify.annotations.NullMarked;
