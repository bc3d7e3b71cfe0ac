package org.reconlink.kernel;

import org.jspecify.annotations.Nullable;

/** How a record names an offence: by CJS code, Home Office code, title, or several of them. */
public record OffenceDescription(
        @Nullable OffenceCode cjsCode,
        @Nullable HomeOfficeCode homeOfficeCode,
        @Nullable String title) {}
