/** What runs inside a worker, called directly. */
import { expect, test } from "vitest";
import { presets } from "../../src/domain/presets.ts";
import { compile } from "../../src/engine/compile.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { engineVersion } from "../../src/engine/version.ts";
import { createEngineService } from "../../src/worker/engine-service.ts";

const scenario = { ...presets[0], run: { ...presets[0].run, days: 20, members: 300 } };
const shard = { replication: 0, firstMember: 0, endMember: 300 };

test("it answers the handshake with the engine's version", () => {
  expect(createEngineService().ready()).toBe(engineVersion);
});

test("a shard's tally is what the engine itself gives, with the scenario or once it is known", () => {
  const service = createEngineService();
  const tally = simulateShard(compile(scenario), shard);
  expect(service.simulate(1, scenario, shard)).toEqual({ tally });
  expect(service.simulate(1, undefined, shard)).toEqual({ tally });
});

test("a request whose scenario is not known here is an error, never another request's result", () => {
  const service = createEngineService();
  service.simulate(1, scenario, shard);
  expect(() => service.simulate(2, undefined, shard)).toThrow("request 2 has no scenario here");
});

test("a failure of the engine is an answer with its code, because errors lose their fields between threads", () => {
  // Everyone comes every day, stays, and refers four new members a year who do the same.
  const { population } = presets[0];
  const segments = population.segments.map((segment) => ({
    ...segment,
    login: { ...segment.login, meanProbability: 0.999, leavingDelta: 100_000 },
    referrals: { ...segment.referrals, meanPerYear: 4 },
  }));
  const crowded = {
    ...presets[0],
    run: { ...presets[0].run, days: 3650, members: 20 },
    population: { ...population, segments },
  };
  expect(createEngineService().simulate(1, crowded, { ...shard, endMember: 20 })).toEqual({
    failure: { code: "populationLimit", detail: expect.any(String) },
  });
});
