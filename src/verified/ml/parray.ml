(* Trusted: Coq's persistent arrays (Baker): the newest version is a plain array, older ones say where they differ. *)
type 'a t = 'a version ref
and 'a version =
  | Newest of 'a array * 'a  (* the elements, and what is read outside *)
  | Older of int * 'a * 'a t (* this element is different from those of that version *)

let max_length = 4194303

let make n x = ref (Newest (Array.make (if 0 <= n && n < max_length then n else max_length) x, x))

let rec reroot t =
  match !t with
  | Newest (a, outside) -> (a, outside)
  | Older (i, x, newer) ->
    let a, outside = reroot newer in
    newer := Older (i, Array.unsafe_get a i, t);
    Array.unsafe_set a i x;
    t := Newest (a, outside);
    (a, outside)

let get t i =
  match !t with
  | Newest (a, outside) -> if 0 <= i && i < Array.length a then Array.unsafe_get a i else outside
  | Older _ ->
    let a, outside = reroot t in
    if 0 <= i && i < Array.length a then Array.unsafe_get a i else outside

let length t = Array.length (fst (reroot t))

let set t i x =
  let a, outside = reroot t in
  if 0 <= i && i < Array.length a then begin
    let newest = ref (Newest (a, outside)) in
    t := Older (i, Array.unsafe_get a i, newest);
    Array.unsafe_set a i x;
    newest
  end
  else t
