(* arcsat-verify: has Verified check the evidence of a bundle. Trusted here: that "s VERIFIED" is printed only after
   Verified has said yes of the instance that is printed with it. *)
open Verified
open Number

let usage = {|usage: arcsat-verify BUNDLE                         checks the evidence of a bundle
       arcsat-verify --formula ENCODER SYMMETRY FILE  prints the formula of an instance (a line of JSON)

"s VERIFIED" and exit code 0 say: it is a theorem of Coq that no protocol, or that some protocol, solves the printed
instance, as the line says. Exit code 2: the evidence was not accepted; 3: this checker cannot check it, for the reason given; 1: bad usage or bad input.|}

let not_checked reason =
  Printf.printf "not checked: %s\n" reason;
  exit 3

type encoding = Pairs | Compact of { labels : bool; all : bool }

let encoding encoder symmetry =
  match (encoder, symmetry) with
  | "pairs", "none" -> Pairs
  | "compact", "none" -> Compact { labels = false; all = false }
  | "compact", "labels" -> Compact { labels = true; all = false }
  | "compact", "all" -> Compact { labels = true; all = true }
  | _ ->
    not_checked
      (Printf.sprintf "found the encoder %s with symmetry %s, expected pairs with none, or compact" encoder
         symmetry)

(* Not trusted: sizes at which nothing would ever be found out. *)
let within_reach instance =
  let { m; n0; q } = instance.the_task in
  let most = 4194303. in
  let float_of n = float_of_int (of_n n) in
  let positions l = if l = 0 then float_of m else float_of (List.nth n0 (l - 1)) *. float_of (List.nth q (l - 1)) in
  let bits = List.mapi (fun l k -> positions l *. (log (float_of k) /. log 2.)) q in
  let listed slot = match instance.restricted with Lists ls -> List.nth ls slot | Tuples _ -> None in
  let logarithm slot all = match listed slot with Some l -> log (float_of_int (List.length l)) /. log 2. | None -> all in
  let all_inputs =
    match instance.restricted with
    | Tuples xs -> log (float_of_int (List.length xs)) /. log 2.
    | Lists _ ->
      let queries = List.fold_left (fun s k -> s +. (log (float_of k) /. log 2.)) 0. n0 in
      List.fold_left ( +. ) (logarithm 0 queries +. logarithm 1 (log (float_of m) /. log 2.))
        (List.mapi (fun l b -> logarithm (l + 2) b) bits)
  in
  if List.exists (fun b -> b > 1e6) bits || all_inputs > (log most /. log 2.) +. 1e-9 then
    not_checked (Printf.sprintf "found more than %.0f inputs, which this checker cannot list" most)

let array numbers = ref (Parray.Newest (numbers, 0))

(* What the encoder compact leaves out, and the renamings that it breaks *)
let plan_of instance all =
  let task = instance.the_task in
  let q = List.map of_n task.q in
  let last = List.length q + 1 in
  let xs = List.rev (List.rev_map (fun x -> Array.of_list (List.map of_n x)) (inputs instance)) in
  let width t j i = of_n (width instance (nat_of t) (nat_of j) (nat_of i)) in
  let plan, wholes = Plan.make ~last ~epochs:(of_nat instance.epochs) ~width ~answers:(List.nth q (last - 2)) xs in
  let renamings = if all then Symmetry.transpositions ~m:(of_n task.m) ~n:(List.map of_n task.n0) ~q xs else [] in
  (plan, wholes, List.map array renamings)

(* [part]: the inputs that were refuted, if not all of the instance *)
let accepts instance part encoding proof =
  let refuted = match part with None -> instance | Some inputs -> restrict instance inputs in
  within_reach refuted;
  match (encoding, part) with
  | Pairs, None -> verify instance proof
  | Pairs, Some inputs -> verify_part instance inputs proof
  | Compact { labels; all }, _ -> (
    let plan, wholes, renamings = plan_of refuted all in
    match part with
    | None -> verify_compact instance plan wholes labels renamings proof
    | Some inputs -> verify_compact_part instance inputs plan wholes labels renamings proof)

let print_formula instance encoding =
  match encoding with
  | Pairs -> (
    match formula_of instance with
    | None -> not_checked "found no formula"
    | Some ((_, variables), clauses) ->
      let names, number = build_names var_key variables (Apart (O, O, 0, 0)) in
      Formula_text.print (fun c -> number_clause var_eqb var_key names number c []) (List.length variables) clauses)
  | Compact { labels; all } -> (
    let plan, wholes, renamings = plan_of instance all in
    match tformula_of instance plan wholes labels renamings with
    | None -> not_checked "found a plan that does not hold"
    | Some (variables, clauses) ->
      let names, number = build_names tvar_key variables (Equal (O, O)) in
      Formula_text.print (fun c -> number_clause tvar_eqb tvar_key names number c []) (List.length variables) clauses)

let read_file path =
  let channel = open_in_bin path in
  let text = really_input_string channel (in_channel_length channel) in
  close_in channel;
  text

(* The proof, uncompressed by xz. What it yields is not trusted. *)
let with_proof bundle judge =
  let path = Filename.concat bundle "proof.lrat.xz" in
  let channel = Unix.open_process_in (Filename.quote_command "xz" [ "-dc"; "--"; path ]) in
  let reader = Lrat_text.of_channel channel in
  let accepted = judge (Lrat_text.steps reader) in
  (accepted, reader.Lrat_text.lemmas)

let in_bundle bundle name = Sys.file_exists (Filename.concat bundle name)
let json_of bundle name = Json.parse (read_file (Filename.concat bundle name))

(* Has Verified judge what the bundle holds; says in words what was counted. *)
let judge_formula bundle certificate instance =
  if not (in_bundle bundle "proof.lrat.xz") then not_checked "found a refutation by an argument that is not among those proved";
  let part =
    if in_bundle bundle "sub-instance.toml" then
      Some (Instance_text.restriction_of_toml instance (read_file (Filename.concat bundle "sub-instance.toml")))
    else None
  in
  let encoder = Json.at "encoder" certificate in
  let encoding = encoding (Json.text (Json.at "name" encoder)) (Json.text (Json.at "symmetry" encoder)) in
  let accepted, lemmas = with_proof bundle (fun proof -> accepts instance part encoding proof) in
  (accepted, Printf.sprintf "%d lemmas%s" lemmas (if part = None then "" else ", of a part of the inputs"))

let judge_counting bundle instance =
  let lists_last = match instance.restricted with Tuples _ -> true | Lists ls -> List.nth_opt ls (List.length ls - 1) <> Some None in
  Reach.numbers instance ~all:lists_last;
  let contexts, cut = Bundle_text.counting instance (json_of bundle "counting.json") in
  (check_counting instance contexts cut, "by counting")

let judge_rows bundle instance =
  Reach.numbers instance ~all:false;
  let certificate = Bundle_text.rows_certificate (json_of bundle "rows.json") in
  Reach.row_powers instance certificate;
  (verify_rows instance certificate, "row by row")

let judge_adaptive bundle instance =
  Reach.numbers instance ~all:false;
  (verify_adaptive instance (Bundle_text.adaptive_bound instance (json_of bundle "adaptive-counting.json")), "by adaptive counting")

let judge_weighted bundle instance =
  Reach.numbers instance ~all:false;
  let bound = Bundle_text.weighted (json_of bundle "weighted-counting.json") in
  Reach.weighted_powers instance bound;
  (verify_weighted instance bound, "by counting with weights")

let judge_three_steps bundle instance =
  let bound = Bundle_text.three_steps (json_of bundle "three-steps.json") in
  Reach.three_step_powers instance bound;
  (verify_three_steps instance bound, "by a bound about three steps")

let judge_blocks bundle instance file =
  Reach.numbers instance ~all:false;
  let claims, few = Bundle_text.blocks instance (json_of bundle file) in
  Reach.block_numbers instance claims few;
  (check_blocks instance claims few, "by blocks of positions")

let judge_chain bundle instance =
  Reach.numbers instance ~all:false;
  let chain = Bundle_text.chain instance (json_of bundle "chain.json") in
  Reach.chain_numbers instance chain;
  (verify_chain instance chain, "by a chain of inequalities")

let judge_witness bundle instance =
  within_reach instance;
  (verify_witness instance (Bundle_text.witness (json_of bundle "protocol.json")), "run on every input")

let judge_sums bundle instance =
  Reach.numbers instance ~all:false;
  Reach.control_inputs instance;
  (check_sums instance (Bundle_text.sums (json_of bundle "xor-protocol.json")), "by its vectors")

(* The file is not read: what is proved holds of every instance of these sizes. *)
let judge_sizes instance =
  Reach.numbers instance ~all:(of_nat instance.epochs = 1);
  if check_sizes instance then (true, "by its sizes")
  else not_checked "found sizes of which no theorem says that a protocol exists, and closed forms and covers are not read"

(* No file is read: what is proved holds of every instance of these sizes. *)
let judge_one_epoch model instance =
  Reach.numbers instance ~all:(List.length instance.the_task.q = 1);
  let by_thoughts = match model with Chain (thoughts, bits) -> check_thoughts thoughts bits instance | _ -> false in
  if by_thoughts then (true, "by its sizes")
  else begin
    Reach.numbers instance ~all:true;
    Reach.told_at_once model instance;
    if check_one_epoch model instance then (true, "by its sizes")
    else not_checked "found an encoder or a chain of thought of which no theorem says that no protocol exists"
  end

(* Encoders and chains of thought *)
let judge_scheme bundle certificate model instance =
  match (model, Json.text (Json.at "verdict" certificate)) with
  | _, "unrealizable" -> (judge_one_epoch model instance, "no protocol solves the instance")
  | _, "realizable" when in_bundle bundle "protocol.json" ->
    within_reach instance;
    let tables, thoughts = Scheme_text.witness model instance (json_of bundle "protocol.json") in
    ((verify_witness_with model instance tables thoughts, "run on every input"), "a protocol solves the instance")
  | _, "realizable" when in_bundle bundle "closed-form.json" ->
    Reach.numbers instance ~all:false;
    Reach.told_at_once model instance;
    if check_sizes_with model instance then ((true, "by its sizes"), "a protocol solves the instance")
    else not_checked "found sizes of which no theorem says that a protocol exists, and closed forms are not read"
  | _, verdict -> not_checked (Printf.sprintf "found another model than the decoder that is said to be %s, by evidence of another kind" verdict)

let judge_decoder bundle certificate instance =
  let has = in_bundle bundle in
  match Json.text (Json.at "verdict" certificate) with
  | "unrealizable" ->
    ( (if has "counting.json" then judge_counting bundle instance
       else if has "rows.json" then judge_rows bundle instance
       else if has "adaptive-counting.json" then judge_adaptive bundle instance
       else if has "weighted-counting.json" then judge_weighted bundle instance
       else if has "chain.json" then judge_chain bundle instance
       else if has "three-steps.json" then judge_three_steps bundle instance
       else if has "blocks.json" then judge_blocks bundle instance "blocks.json"
       else if has "blocks-by-formula.json" then judge_blocks bundle instance "blocks-by-formula.json"
       else judge_formula bundle certificate instance),
      "no protocol solves the instance" )
  | "realizable" when has "protocol.json" -> (judge_witness bundle instance, "a protocol solves the instance")
  | "realizable" when has "xor-protocol.json" -> (judge_sums bundle instance, "a protocol solves the instance")
  | "realizable" when has "closed-form.json" || has "cover.json" -> (judge_sizes instance, "a protocol solves the instance")
  | verdict -> not_checked (Printf.sprintf "found the verdict %s with evidence of another kind" verdict)

(* Sums over tokens. No file is read. *)
let judge_tokens model instance =
  Reach.numbers instance ~all:true;
  Reach.told_at_once model instance;
  if check_tokens model instance then (true, "by its sizes")
  else not_checked "found sums over tokens of which no theorem says that no protocol exists"

(* Whether no protocol, or some protocol, solves the bundle's instance, and how this was found *)
let rec judge bundle =
  let certificate = json_of bundle "certificate.json" in
  let ((model, granularity) as kind), instance = Instance_text.read (Json.at "instance" certificate) in
  let no_protocol how = (how, "no protocol solves the instance") in
  let judged, theorem =
    match (granularity, model, Json.text (Json.at "verdict" certificate)) with
    | Instance_text.Functions, Decoder, "unrealizable" when in_bundle bundle "derivation.json" -> no_protocol (judge_derivation bundle instance)
    | Functions, Decoder, _ -> judge_decoder bundle certificate instance
    | Functions, _, _ -> judge_scheme bundle certificate model instance
    | Sums, _, "unrealizable" -> no_protocol (judge_tokens model instance)
    | Sums, _, _ -> not_checked "found a protocol of sums over tokens; only refutations of these are checked"
  in
  (kind, instance, judged, theorem)

(* What refutes an easier instance refutes this one. The rule that the bundle names is not read. *)
and judge_derivation bundle instance =
  Reach.numbers instance ~all:false;
  match judge (Filename.concat bundle "base") with
  | (Decoder, Instance_text.Functions), base, (accepted, how), "no protocol solves the instance" ->
    if check_derivation base instance then (accepted, "from an easier instance: " ^ how)
    else not_checked "found a derivation by a rule that is not among those proved"
  | _ -> not_checked "found a derivation from another model or verdict, which is not among those proved"

let check bundle =
  let kind, instance, (accepted, how), theorem = judge bundle in
  Printf.printf "instance %s\n" (Instance_text.print kind instance);
  if accepted then Printf.printf "s VERIFIED %s (%s)\n" theorem how
  else begin
    Printf.printf "s NOT VERIFIED the evidence was not accepted (%s)\n" how;
    exit 2
  end

(* Lists as long as there are inputs want a deep stack. *)
let with_deep_stack () =
  let mark = "ARCSAT_VERIFY_STACK" in
  if Sys.getenv_opt mark = None then begin
    Unix.putenv mark "raised";
    let raise_and_start = "ulimit -s unlimited 2>/dev/null || ulimit -s \"$(ulimit -H -s)\"; exec \"$0\" \"$@\"" in
    let arguments = List.tl (Array.to_list Sys.argv) in
    try Unix.execv "/bin/sh" (Array.of_list ([ "sh"; "-c"; raise_and_start; Sys.executable_name ] @ arguments))
    with Unix.Unix_error _ -> ()
  end

let () =
  with_deep_stack ();
  (* Steps of a proof die young. *)
  Gc.set { (Gc.get ()) with minor_heap_size = 262144 };
  try
    match List.tl (Array.to_list Sys.argv) with
    | [ ("--help" | "-h") ] -> print_endline usage
    | [ "--formula"; encoder; symmetry; file ] ->
      (match Instance_text.read (Json.parse (read_file file)) with
      | (Decoder, Instance_text.Functions), instance ->
        within_reach instance;
        print_formula instance (encoding encoder symmetry)
      | _ -> not_checked "found another model, expected a decoder whose players hold whole functions")
    | [ bundle ] when bundle <> "" && bundle.[0] <> '-' -> check bundle
    | _ ->
      prerr_endline usage;
      exit 1
  with
  | Json.Malformed reason | Lrat_text.Malformed reason | Failure reason | Sys_error reason ->
    Printf.eprintf "arcsat-verify: %s\n" reason;
    exit 1
  | Instance_text.Unsupported reason -> not_checked reason
  | Out_of_memory | Stack_overflow ->
    prerr_endline "arcsat-verify: out of memory";
    exit 1
