package org.reconlink.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.audit.ChainEnds;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Who signed in, saw and did what, on disk before it is seen or done; where it cannot be written, nothing is. */
final class Journal implements HandlerInterceptor {
    /** Below the work folder. */
    static final Path FOLDER = ChainEnds.CONSOLE;

    private final AuditTrail trail;

    Journal(AuditTrail trail) {
        this.trail = trail;
    }

    void write(String event, @Nullable String user, Map<String, ? extends @Nullable Object> details)
            throws IOException {
        Map<String, @Nullable Object> all = new HashMap<>(details);
        all.put("user", user);
        trail.append(event, all);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Route route = Route.of(request.getMethod(), String.valueOf(pattern));
        Map<String, String> variables = variables(request);
        if (route == null) {
            return true; // the dispatch of an error, which no route leads to
        }
        if (!variables.values().stream().allMatch(Route::isName)) {
            response.sendError(HttpStatus.NOT_FOUND.value());
            return false;
        }
        String event = route.event();
        if (event != null) {
            Map<String, Object> details = new HashMap<>(variables);
            details.remove("user");
            if (variables.containsKey("user")) {
                details.put("about", variables.get("user"));
            }
            try {
                write(event, request.getRemoteUser(), details);
            } catch (IOException e) {
                response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }
}
