/** Entry of the browser's worker that scores records. */
import { expose } from "comlink";
import { createScoreService } from "./score-service.ts";

expose(createScoreService());
