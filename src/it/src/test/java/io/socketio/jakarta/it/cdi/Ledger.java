package io.socketio.jakarta.it.cdi;

import jakarta.enterprise.context.RequestScoped;

/** One for each delivery. */
@RequestScoped
public class Ledger {
    private int balance = 100;

    int transfer(int amount) {
        balance -= amount;
        return balance;
    }
}
