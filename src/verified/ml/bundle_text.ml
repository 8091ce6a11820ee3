(* Not trusted: readers of what a bundle holds beside formulas. What they make of a file is only a proposal. *)
open Verified
open Number

let malformed found expected = raise (Json.Malformed (Printf.sprintf "found %s, expected %s" found expected))
let slot player = nat_of (player + 1)
let integers json = List.map Json.integer (Json.list json)

let at_least_1 key json =
  let k = Json.integer (Json.at key json) in
  if k < 1 then malformed (Printf.sprintf "%s %d" key k) "at least 1" else k

let of_format format version json =
  let name = Json.text (Json.at "format" json) and number = Json.integer (Json.at "version" json) in
  if name <> format || number <> version then
    malformed (Printf.sprintf "format %s, version %d" name number) (Printf.sprintf "%s, version %d" format version)

(* protocol.json: rows by key, as a balanced tree *)

let tree rows =
  let sorted = Array.of_list rows in
  Array.stable_sort (fun (a, _) (b, _) -> compare (a : int list) b) sorted;
  let rec between a b =
    if a = b then No_rows
    else
      let middle = (a + b) / 2 in
      let key, value = sorted.(middle) in
      Row (between a middle, List.map n_of key, n_of value, between (middle + 1) b)
  in
  between 0 (Array.length sorted)

let message_row json =
  match Json.list json with
  | [ sender; sender_inbox; receiver; receiver_inbox; value ] ->
    ( (Json.integer sender :: integers sender_inbox) @ (Json.integer receiver :: integers receiver_inbox),
      Json.integer value )
  | _ -> malformed "a row of another length" "5 cells"

let output_row json =
  match Json.list json with
  | [ own; inbox; answer ] -> (Json.integer own :: integers inbox, Json.integer answer)
  | _ -> malformed "a row of another length" "3 cells"

let rows read json = tree (List.rev_map read (Json.list json))

let witness json =
  of_format "arcsat-protocol" 1 json;
  let message json =
    { epoch_of = nat_of (Json.integer (Json.at "epoch" json));
      sender = slot (Json.integer (Json.at "from" json));
      receiver = slot (Json.integer (Json.at "to" json));
      table = rows message_row (Json.at "rows" json) }
  in
  { message_tables = List.map message (Json.list (Json.at "messages" json));
    answer_table = rows output_row (Json.at "output" json) }

(* counting.json: contexts and the cut *)

(* z(k) for each position, the last first, as the index Σ z(k)·q^k *)
let index_of_table q reversed = List.fold_left (fun sum value -> N.add (n_of value) (N.mul (n_of q) sum)) N0 reversed

let most_entries = 100_000

let input_of_player instance player json =
  let { m; n0; q } = instance.the_task in
  let sizes () =
    if player < 1 then List.rev_map of_n n0 |> List.rev
    else [ of_n (List.nth q (player - 1)) ]
  in
  match json with
  | Json.Number _ -> n_of (Json.integer json)
  | Json.List entries when player = -1 ->
    (* w, query by query: its index has the first query as its lowest digit *)
    List.fold_right2 (fun size value sum -> N.add (n_of value) (N.mul (n_of size) sum)) (sizes ()) (List.map Json.integer entries) N0
  | Json.List entries -> index_of_table (List.hd (sizes ())) (List.rev_map Json.integer entries)
  | Json.Table _ ->
    let otherwise = Json.integer (Json.at "default" json) in
    let positions = if player = 1 then of_n m else of_n (List.nth n0 (player - 2)) * of_n (List.nth q (player - 2)) in
    if positions > most_entries then
      raise (Instance_text.Unsupported (Printf.sprintf "found a table of %d entries, which this checker does not write out" positions));
    let values = Array.make positions otherwise in
    List.iter
      (fun pair -> match integers pair with
        | [ k; v ] when 0 <= k && k < positions -> values.(k) <- v
        | _ -> malformed "an entry of another form" "[position, value]")
      (Json.list (Json.at "entries" json));
    index_of_table (List.hd (sizes ())) (List.rev (Array.to_list values))
  | _ -> malformed "an input of another form" "a number, a list or a table"

let counting instance json =
  of_format "arcsat-counting" 2 json;
  let context json = List.mapi (fun s input -> input_of_player instance (s - 1) input) (Json.list json) in
  let known json = (slot (Json.integer (Json.at "player" json)), nat_of (Json.integer (Json.at "after" json))) in
  (List.map context (Json.list (Json.at "contexts" json)), List.map known (Json.list (Json.at "knows" json)))

(* rows.json: tables z_1, positions and templates, whose weights count as 1 *)

let rows_certificate json =
  of_format "arcsat-rows" 1 json;
  if Json.integer (Json.at "denominator" json) <> 1 then
    raise (Instance_text.Unsupported "found weights in fractions, expected the denominator 1");
  let places json = List.map nat_of (integers json) in
  let part json =
    match Json.list json with
    | [ tables; positions; _ ] -> { part_tables = places tables; part_positions = places positions }
    | _ -> malformed "a part of another length" "tables, positions and a weight"
  in
  { row_z0 = List.map n_of (integers (Json.at "z0" json));
    row_z1 = List.map (fun table -> List.map n_of (integers table)) (Json.list (Json.at "z1" json));
    templates = List.map (fun parts -> List.map part (Json.list parts)) (Json.list (Json.at "templates" json)) }

(* adaptive-counting.json: its queries are places among those that the instance allows *)

let adaptive_bound instance json =
  of_format "arcsat-adaptive-counting" 1 json;
  let allowed = match instance.restricted with Lists (Some l :: _) -> Some (Array.of_list (List.sort_uniq compare (List.map of_n l))) | _ -> None in
  let query w =
    match allowed with
    | None -> n_of w
    | Some queries when 0 <= w && w < Array.length queries -> n_of queries.(w)
    | Some queries -> malformed (Printf.sprintf "the query %d" w) (Printf.sprintf "one of %d" (Array.length queries))
  in
  let context json =
    match integers json with
    | [ w; z0; table ] -> { query = query w; position = n_of z0; place = nat_of table }
    | _ -> malformed "a context of another length" "w, z_0 and a table"
  in
  let phase json =
    { share = n_of (Json.integer (Json.at "share" json));
      orders = List.map (fun order -> List.map context (Json.list order)) (Json.list (Json.at "orders" json)) }
  in
  { tables = List.map (fun table -> List.map n_of (integers table)) (Json.list (Json.at "z1" json));
    whole = List.map nat_of (integers (Json.at "whole" json));
    split_at = Option.map (fun z0 -> n_of (Json.integer z0)) (Json.find "split" json);
    phases = List.map phase (Json.list (Json.at "phases" json)) }

(* weighted-counting.json *)

let weighted json =
  of_format "arcsat-weighted-counting" 1 json;
  let tables = List.map integers (Json.list (Json.at "z1" json)) and weights = integers (Json.at "weights" json) in
  if List.length tables <> List.length weights then
    malformed (Printf.sprintf "%d weights" (List.length weights)) (Printf.sprintf "%d, one for each table" (List.length tables));
  if List.exists (fun w -> w < 0 || w > 100_000) weights then malformed "a weight out of range" "0 to 100000";
  { w_queries = nat_of (at_least_1 "queries" json);
    w_z0 = List.map n_of (integers (Json.at "z0" json));
    w_tables = List.map2 (fun table weight -> (List.map n_of table, nat_of weight)) tables weights;
    w_denominator = nat_of (at_least_1 "denominator" json) }

(* three-steps.json *)

let three_steps json =
  of_format "arcsat-three-steps" 1 json;
  let size key = n_of (at_least_1 key json) in
  let constants =
    match Json.text (Json.at "tables" json) with
    | "constants" -> true
    | "counted" -> false
    | other -> malformed ("the tables " ^ other) "constants or counted"
  in
  match integers (Json.at "rho" json) with
  | [ a; b ] when a >= 1 && b >= 1 ->
    { t_constants = constants; t_p1 = size "p1"; t_r = size "r"; t_a = n_of a; t_b = n_of b; t_p2 = size "p2"; t_h = size "h" }
  | _ -> malformed "another rho" "two numbers of at least 1"

(* blocks.json and blocks-by-formula.json: claims about blocks of positions. A claim by a formula is searched anew. With the
   conclusion by families one claim is about so many single trees, of which it says that they do not serve all sets. *)

let blocks instance json =
  of_format "arcsat-blocks" 1 json;
  let conclusion = Json.text (Json.at "conclusion" json) in
  if conclusion <> "folds" && conclusion <> "families" then
    raise (Instance_text.Unsupported (Printf.sprintf "found blocks whose conclusion is %s, expected folds or families" conclusion));
  let by_formula json =
    match Json.text (Json.at "by" json) with
    | "numbers" -> false
    | "formula" -> true
    | other -> malformed (Printf.sprintf "a claim by %s" other) "numbers or formula"
  in
  let claim json =
    let claim_searched = by_formula json in
    (* What is searched is one tree of one round: how many sets it leaves out. *)
    if claim_searched && of_nat instance.epochs <> 2 then
      raise (Instance_text.Unsupported "found a claim by a formula, expected one about trees of one round");
    { claim_size = nat_of (at_least_1 "size" json); claim_fold = nat_of (at_least_1 "fold" json); claim_searched }
  in
  let few json =
    ignore (by_formula json);
    let trees = List.map (fun l -> List.map Json.integer (Json.list l)) (Json.list (Json.at "served_by" json)) in
    if List.exists (fun l -> List.length l <> 1) trees then
      raise (Instance_text.Unsupported "found a claim about lists of trees, expected one about single trees");
    (nat_of (at_least_1 "size" json), nat_of (List.length (List.sort_uniq compare trees)))
  in
  let about_lists, about_folds = List.partition (fun json -> Json.find "served_by" json <> None) (Json.list (Json.at "claims" json)) in
  match (conclusion, about_lists) with
  | "folds", [] -> (List.map claim about_folds, None)
  | "families", [ json ] -> (List.map claim about_folds, Some (few json))
  | _ -> raise (Instance_text.Unsupported (Printf.sprintf "found %d claims about lists of trees and the conclusion %s, expected none and folds, or one and families"
                                             (List.length about_lists) conclusion))

(* chain.json *)

let chain instance json =
  of_format "arcsat-chain" 1 json;
  let steps = List.length instance.the_task.q in
  if steps <> 2 then
    raise (Instance_text.Unsupported (Printf.sprintf "found a chain of inequalities over %d steps, expected two" steps));
  let word meanings key json =
    let found = Json.text json in
    match List.assoc_opt found meanings with
    | Some meaning -> meaning
    | None -> malformed (Printf.sprintf "%s %S" key found) ("one of " ^ String.concat ", " (List.map fst meanings))
  in
  let sizes key =
    let positive json =
      let k = Json.integer json in
      if k < 1 then malformed (Printf.sprintf "%d in %s" k key) "at least 1" else n_of k
    in
    List.map positive (Json.list (Json.at key json))
  in
  let first = [ ("single", One_table); ("tuples", Random_tuples); ("entropy", Largest_class) ] in
  let tails = [ ("none", No_tail); ("exact", Exact_tail); ("sets", Sets_tail); ("logs", Logs_tail) ] in
  { chain_first = word first "first" (Json.at "first" json);
    chain_x = sizes "x";
    chain_theta = sizes "theta";
    chain_tails = List.map (word tails "a tail") (Json.list (Json.at "tails" json)) }

(* xor-protocol.json: what each bit is, by control input, as a balanced tree *)

let choices_by_control controls bits_at =
  let sorted = Array.init (Array.length controls) (fun k -> (controls.(k), k)) in
  Array.stable_sort (fun (a, _) (b, _) -> compare (a : int list) b) sorted;
  let rec between a b =
    if a = b then No_choices
    else
      let middle = (a + b) / 2 in
      let key, k = sorted.(middle) in
      Choices (between a middle, List.map n_of key, bits_at k, between (middle + 1) b)
  in
  between 0 (Array.length sorted)

(* A list of coordinates, or a number that has them in its bits *)
let coordinates = function
  | Json.List l -> List.map (fun k -> n_of (Json.integer k)) l
  | number ->
    let v = Json.integer number in
    List.filter_map (fun k -> if (v lsr k) land 1 = 1 then Some (n_of k) else None) (List.init 62 Fun.id)

let sums json =
  of_format "arcsat-xor-protocol" 1 json;
  let controls = Array.of_list (List.map integers (Json.list (Json.at "control_inputs" json))) in
  let by_control json =
    let values = Array.of_list (Json.list json) in
    if Array.length values <> Array.length controls then
      malformed (Printf.sprintf "%d entries" (Array.length values)) (Printf.sprintf "%d, one for each control input" (Array.length controls));
    values
  in
  let places json = List.map n_of (integers json) in
  let bit json =
    match Json.find "coordinates" json with
    | Some listed ->
      let at = by_control listed in
      fun k -> Data (coordinates at.(k))
    | None ->
      let data = by_control (Json.at "data" json) and control = by_control (Json.at "control" json) in
      let added = by_control (Json.at "added" json) in
      fun k -> if Json.integer data.(k) = 1 then Data (places added.(k)) else Fixed (Json.integer control.(k) = 1)
  in
  let all_bits bits = choices_by_control controls (fun k -> List.map (fun at -> at k) bits) in
  let message json =
    { sum_epoch = nat_of (Json.integer (Json.at "epoch" json));
      sum_sender = slot (Json.integer (Json.at "from" json));
      sum_receiver = slot (Json.integer (Json.at "to" json));
      sum_bits = all_bits (List.map bit (Json.list (Json.at "bits" json))) }
  in
  let answer json = let at = by_control json in fun k -> Data (places at.(k)) in
  { sum_messages = List.map message (Json.list (Json.at "messages" json));
    sum_output = all_bits (List.map answer (Json.list (Json.at "output" json))) }
