import { sellsIn } from "@/tests/support/sells-in";

await sellsIn("kwd");
