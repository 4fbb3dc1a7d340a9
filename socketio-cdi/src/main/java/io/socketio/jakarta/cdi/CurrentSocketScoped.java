package io.socketio.jakarta.cdi;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The scope of the injectable {@link io.socketio.jakarta.Socket}, see {@link CurrentSocketContext}. */
@NormalScope
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface CurrentSocketScoped {}
