/** Comlink over Node's worker threads. Comlink brings an adapter of its own, but no types that a module can import. */
import type { MessagePort, Worker } from "node:worker_threads";
import type { Endpoint } from "comlink";

/** Either end of a worker thread as Comlink wants it. */
export function nodeEndpoint(port: MessagePort | Worker): Endpoint {
  const listenerOf = new WeakMap<EventListenerOrEventListenerObject, (data: unknown) => void>();
  return {
    postMessage: (message, transfer) => port.postMessage(message, transfer as ArrayBuffer[] | undefined),
    addEventListener(_type, listener) {
      const onMessage = (data: unknown) => {
        const event = new MessageEvent("message", { data });
        if (typeof listener === "function") listener(event);
        else listener.handleEvent(event);
      };
      listenerOf.set(listener, onMessage);
      port.on("message", onMessage);
    },
    removeEventListener(_type, listener) {
      const onMessage = listenerOf.get(listener);
      if (onMessage) port.off("message", onMessage);
    },
  };
}
