/** Entry of the browser's worker. */
import { expose } from "comlink";
import { createEngineService } from "./engine-service.ts";

expose(createEngineService());
