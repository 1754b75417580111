/** What links are deflated against: words that they are likely to contain. Frozen: changing it breaks every link ever made. */
import { baseOf } from "./base.ts";

/** Likeliest last, where a reference costs least. */
const words = [
  JSON.stringify(baseOf("mobile-securities", 1)?.scenario),
  '{"scenario":{"version":1,"id":"',
  '"removed":["rules/duration/caps/pointsPerDay"]}',
  '"population/segments/established/cancellation","population/segments/newcomers/referrals/meanPerYear":0.',
  '"population/redeeming/medianPoints":"population/segments/newcomers/login/meanProbability":0.',
  '"items/phone-credit/costCents":"items/headset/cashCents":"items/news-month/faceCents":"items/theme/taste":',
  '"run/members":"run/days":"run/replications":"run/seed":"run/start":',
  '"currencies/points/yearEndClearing/enabled":true,"currencies/points/decay/basisPointsPerDay":',
  '"currencies/points/validity/kind":"currencies/points/validity/months":"rates/goods/points":',
  '"rates/virtual/points":"rates/credit/points":"rates/service/points":"rules/pick/enabled":true,',
  '"rules/comment/enabled":true,"rules/referral-retained/condition/months":"rules/activation/enabled":false,',
  '"rules/duration/condition/unitMinutes":"rules/duration/caps/pointsPerDay":"rules/tenure/points":',
  '"rules/referral/points":"rules/activation/points":',
  '{"preset":"mobile-securities","revision":1,"changes":{"rules/login/points":',
];

export const dictionary = new TextEncoder().encode(words.join(""));
