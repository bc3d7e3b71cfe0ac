/** How much of the product its unit tests reach, and how much of what they reach they would miss if it broke. */
package org.reconlink.cover;
