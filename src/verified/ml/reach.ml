(* Not trusted: refuses sizes whose powers or lists would fill the memory before anything is found out. *)
open Verified
open Number

let most_bits = 4e6
let most_listed = 1e6

let too_large what = raise (Instance_text.Unsupported (Printf.sprintf "found %s, more than this checker writes out" what))
let within most what bits = if bits > most then too_large what
let log2 k = if k <= 1 then 0. else log (float_of_int k) /. log 2.

(* log2 of the number of tables z_1, …, z_L *)
let table_bits instance =
  let { m; n0; q } = instance.the_task in
  let sizes = List.map of_n q in
  let positions = float_of_int (of_n m) :: List.map2 (fun n q -> float_of_int (of_n n) *. float_of_int q) n0
    (List.filteri (fun l _ -> l < List.length n0) sizes) in
  List.map2 (fun p q -> p *. log2 q) positions sizes

(* All epochs and bits per token, and each table but the last, or all of them *)
let numbers instance ~all =
  within 1e4 "epochs in their thousands" (float_of_int (of_nat instance.epochs));
  within most_bits "millions of bits per token" (float_of_int (of_n instance.bits_per_token));
  let tables = table_bits instance in
  let last = List.length tables - 1 in
  List.iteri (fun l bits -> if all || l < last then within most_bits "a table of millions of bits" bits) tables

(* What an encoder tells the table of z_1 in an epoch, or the last player the thoughts in each context or with each thought *)
let told_at_once model instance =
  let contexts = List.fold_left (fun most k -> max most (of_n k)) (of_n instance.the_task.m) instance.the_task.q in
  let thoughts = match model with Chain (k, Some b) -> float_of_int (of_nat k) *. (2. ** float_of_int (of_n b)) | _ -> 0. in
  within most_bits "messages of millions of bits"
    (float_of_int (of_n instance.bits_per_token) *. (float_of_int (contexts + 1) +. thoughts))

(* What the players before L may hold, all together *)
let control_inputs instance =
  let listed slot other =
    match instance.restricted with
    | Lists ls -> (match List.nth_opt ls slot with Some (Some l) -> log2 (List.length l) | _ -> other)
    | Tuples _ -> 0.
  in
  let { m; n0; _ } = instance.the_task in
  let tables = table_bits instance in
  let before_last = List.filteri (fun l _ -> l < List.length tables - 1) tables in
  let queries = List.fold_left (fun s n -> s +. log2 (of_n n)) 0. n0 in
  let all = List.fold_left ( +. ) (listed 0 queries +. listed 1 (log2 (of_n m))) (List.mapi (fun l b -> listed (l + 2) b) before_last) in
  within (log most_listed /. log 2.) "more than a million control inputs" all

(* The powers that rows compare: C^(what is said) and q_2^(what is gained), for n queries *)
let row_powers instance (certificate : row_certificate) =
  let { m; n0; q } = instance.the_task in
  let c = float_of_int (of_n instance.bits_per_token) and n = List.fold_left (fun s k -> s *. float_of_int (of_n k)) 1. n0 in
  let tables = float_of_int (List.length certificate.row_z1) in
  let parts = List.fold_left (fun most parts -> max most (List.length parts)) 0 certificate.templates in
  within most_bits "powers of millions of bits"
    (c *. ((float_of_int (of_n m) *. tables) +. float_of_int (List.length certificate.row_z0) +. (float_of_int (1 + parts) *. n)));
  within most_bits "powers of millions of bits"
    (n *. tables *. float_of_int (List.length certificate.row_z0) *. List.fold_left (fun most k -> max most (log2 (of_n k))) 0. q)

(* Polynomials up to a claim's size for each u of each round, and a row of Pascal's triangle for each answer *)
let block_numbers instance (claims : block_claim list) few =
  let answers = List.fold_left (fun most k -> max most (of_n k)) 0 instance.the_task.q in
  let size = List.fold_left (fun most claim -> max most (min answers (of_nat claim.claim_size))) 1 claims in
  let choices = 2. ** float_of_int (of_n instance.bits_per_token) in
  let rounds = float_of_int (of_nat instance.epochs) and k = float_of_int size in
  within 2e6 "polynomials with millions of coefficients" (choices *. choices *. k *. k *. rounds *. rounds);
  within 2e6 "binomials with millions of terms" (float_of_int answers *. k);
  Option.iter (fun (_, trees) -> within 2e6 "millions of sets of values" (choices *. choices *. float_of_int (of_nat trees))) few;
  (* A search that is exponential in these; for what is committed it takes a moment. *)
  let sets k = List.fold_left (fun all i -> all *. float_of_int (answers - i) /. float_of_int (i + 1)) 1. (List.init k Fun.id) in
  List.iter
    (fun claim ->
      if claim.claim_searched then begin
        within 4. "a search for covers by many sets" choices;
        let all = sets (min answers (of_nat claim.claim_size)) in
        let left_out = Float.max 0. (choices -. float_of_int (of_nat claim.claim_fold)) *. all /. choices in
        within 36. "a search for covers of many sets" all;
        within 6. "a search for covers of all sets but many" left_out
      end)
    claims

(* The powers that weighted counting compares, and a cover for each value of z_1 *)
let weighted_powers instance (bound : weighted) =
  let { m; n0; q } = instance.the_task in
  let number k = float_of_int (of_n k) and count l = float_of_int (List.length l) in
  let c = number instance.bits_per_token and queries = float_of_int (of_nat bound.w_queries) in
  let denominator = float_of_int (of_nat bound.w_denominator) in
  let weights = List.fold_left (fun sum (_, w) -> sum +. float_of_int (of_nat w)) 0. bound.w_tables in
  let values = number (List.hd q) and pairs = count bound.w_z0 *. count bound.w_tables in
  within most_listed "millions of comparisons" (values *. (pairs +. 1.));
  within 1e7 "millions of queries" (List.fold_left (fun most n -> Float.max most (number n)) queries n0);
  within most_bits "powers of millions of bits"
    ((denominator *. c *. (queries +. count bound.w_z0 +. (queries *. pairs))) +. (c *. number m *. weights));
  within most_bits "powers of millions of bits"
    (queries *. Float.min (denominator *. values) (pairs *. weights) *. List.fold_left (fun most k -> Float.max most (log2 (of_n k))) 0. q)

(* What a chain of inequalities compares: 2^classes with q_2^entries, and a power of q_1 with a count of sequences *)
let chain_numbers instance chain =
  match (instance.the_task, chain.chain_x, chain.chain_theta, chain.chain_tails) with
  | { m; n0 = [ n ]; q = [ q1; q2 ] }, [ x0; x1 ], [ theta ], [ tail ] ->
    let number k = float_of_int (of_n k) in
    let c = number instance.bits_per_token and n = number n and x0 = number x0 and x1 = number x1 and theta = number theta in
    let points = x0 *. x1 and q1_bits = log2 (of_n q1) in
    let rec ones k = if k = 0 then 0 else (k land 1) + ones (k lsr 1) in
    (* A power is made factor by factor, each an addition for each one of the base but the first. *)
    let within_power base exponent =
      let bits = exponent *. log2 (of_n base) in
      within most_bits "powers of millions of bits" bits;
      within 1e9 "powers that take too long" (exponent *. bits *. float_of_int (max 0 (ones (of_n base) - 1)))
    in
    within most_bits "powers of millions of bits" (c *. (n +. x0 +. (number m *. x1) +. (n *. x0)));
    within_power q2 (n *. theta);
    if tail = Exact_tail || tail = Sets_tail then begin
      within_power q1 points;
      within most_bits "millions of bits to be unlikely" (c *. n *. x1)
    end;
    if tail = Exact_tail then within 1e9 "sequences that take too long to count" (points *. theta *. (1. +. (points *. q1_bits /. 31.)));
    if tail = Sets_tail then begin
      within 1e9 "sets that take too long to count" (theta *. theta *. q1_bits *. q1_bits);
      within 1e9 "powers that take too long" (points *. points *. log2 (int_of_float theta) *. log2 (int_of_float theta))
    end
  | _ -> ()

(* Binomials and powers that a bound about three steps compares; each factor of a power is multiplied by bits *)
let three_step_powers instance bound =
  let number k = float_of_int (of_n k) in
  match instance.the_task with
  | { m; n0 = n1 :: _; q = q1 :: q2 :: q3 :: _ } ->
    let c = number instance.bits_per_token and m = number m in
    within 31. "more than 31 bits per token" c;
    let power base_bits exponent =
      within 6e4 "powers of sixty thousand bits" (base_bits *. exponent);
      within most_listed "powers with a million factors" exponent
    in
    let binomial n k = within 1e7 "binomials with millions of terms" (number n *. number k) in
    let p1 = number bound.t_p1 and p2 = number bound.t_p2 and r = number bound.t_r and colours = 2. ** c in
    let bits k = log2 (of_n k) in
    binomial q1 bound.t_r;
    binomial q2 bound.t_h;
    if not bound.t_constants then begin
      power (bits q1 *. r) (m *. colours);
      power (c +. (m *. bits bound.t_r)) p1;
      power (bits q1) (m *. p1)
    end;
    power (Float.max (bits bound.t_a) (bits bound.t_b)) (number n1);
    power 1. (c *. m *. (p1 +. 1.));
    power (bits q2 *. number bound.t_h) (r *. colours *. colours);
    power ((2. *. c) +. (r *. bits q2) +. Float.max (bits bound.t_a) (bits bound.t_b)) p2;
    power (bits q3) 1024.
  | _ -> ()
