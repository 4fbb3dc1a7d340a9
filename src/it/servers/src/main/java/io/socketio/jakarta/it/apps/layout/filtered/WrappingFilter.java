package io.socketio.jakarta.it.apps.layout.filtered;

import io.socketio.jakarta.it.apps.layout.echo.Handlers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What security and metrics libraries do: puts a user and a header into every request, and counts what is written. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class WrappingFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final LongAdder bytes = new LongAdder();

    @Override
    public void init() {
        getServletContext().setAttribute(Handlers.FILTERED_BYTES, bytes);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("X-Filtered", "yes");
        chain.doFilter(new Request(request), new Response(response, bytes));
    }

    private static final class Request extends HttpServletRequestWrapper {
        Request(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> "ann of the filter";
        }

        @Override
        public String getHeader(String name) {
            return name.equalsIgnoreCase("X-Added") ? "by the filter" : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase("X-Added")
                    ? Collections.enumeration(List.of("by the filter"))
                    : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = new ArrayList<>(Collections.list(super.getHeaderNames()));
            names.add("X-Added");
            return Collections.enumeration(names);
        }
    }

    private static final class Response extends HttpServletResponseWrapper {
        private final LongAdder bytes;

        Response(HttpServletResponse response, LongAdder bytes) {
            super(response);
            this.bytes = bytes;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return new Counter(super.getOutputStream(), bytes);
        }
    }

    private static final class Counter extends ServletOutputStream {
        private final ServletOutputStream out;
        private final LongAdder bytes;

        Counter(ServletOutputStream out, LongAdder bytes) {
            this.out = out;
            this.bytes = bytes;
        }

        @Override
        public void write(int b) throws IOException {
            bytes.increment();
            out.write(b);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            bytes.add(length);
            out.write(buffer, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
