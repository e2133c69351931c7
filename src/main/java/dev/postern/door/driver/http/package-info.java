/** Any relay that opens at one HTTP call, as its maker describes it. */
@NullMarked
package dev.postern.door.driver.http;

import org.jspecify.annotations.NullMarked;
