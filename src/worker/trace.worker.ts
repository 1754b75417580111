/** Entry of the browser's thread that follows members. */
import { expose } from "comlink";
import { createTraceService } from "./trace-service.ts";

expose(createTraceService());
