package org.glassfish.tyrus.fake;

import jakarta.websocket.Session;

/** Not public: so a {@link java.lang.reflect.Proxy} for it is a class of this package, by which Tyrus is known. */
interface TyrusSession extends Session {}
