package org.reconlink.kills;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Connections to a database of which the n-th operation, over all of them, fails: executing a statement or committing. */
final class FailingConnections {
    private static final List<Class<?>> KINDS =
            List.of(Connection.class, CallableStatement.class, PreparedStatement.class, Statement.class);

    private final int failing;
    private final AtomicInteger operations = new AtomicInteger();

    /** @param failing number of the operation that fails, 1 for the first; 0 for none */
    FailingConnections(int failing) {
        this.failing = failing;
    }

    int operations() {
        return operations.get();
    }

    DataSource through(DataSource source) {
        return (DataSource) proxy(source, DataSource.class);
    }

    private Object proxy(Object real, Class<?> kind) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (isOperation(method) && operations.incrementAndGet() == failing) {
                throw new SQLException("made to fail");
            }
            try {
                return wrapped(method.invoke(real, arguments), method);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return Proxy.newProxyInstance(FailingConnections.class.getClassLoader(), new Class<?>[] {kind}, handler);
    }

    private Object wrapped(Object result, Method method) {
        return KINDS.stream()
                .filter(kind -> kind == method.getReturnType() && kind.isInstance(result))
                .findFirst()
                .map(kind -> proxy(result, kind))
                .orElse(result);
    }

    private static boolean isOperation(Method method) {
        return method.getName().startsWith("execute") || method.getName().equals("commit");
    }
}
