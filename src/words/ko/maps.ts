// 모든 화소가 학습인 지도 (src/app/maps).
export default {} as const;
